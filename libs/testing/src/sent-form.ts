/** A form as it was sent, part by part; files as bytes. */
export async function partsOfForm(request: {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}): Promise<[string, string | Buffer][]> {
  const form = await new Response(new Uint8Array(request.body), {
    headers: { 'content-type': request.headers['content-type'] ?? '' },
  }).formData();
  return Promise.all(
    [...form.entries()].map(async ([name, value]): Promise<[string, string | Buffer]> => [
      name,
      typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer()),
    ]),
  );
}
