/** The API whose error format a path uses. Everything outside A1111's and the simple API uses OpenAI's. */
export function dialectOfPath(path: string): 'a1111' | 'simple' | 'openai' {
  if (path.startsWith('/sdapi/')) {
    return 'a1111';
  }
  return path.startsWith('/api/ai/') ? 'simple' : 'openai';
}
