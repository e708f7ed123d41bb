/**
 * The marks between tags and clauses, for a character class: commas, semicolons and bars of the Latin, Chinese, Japanese,
 * Arabic, Armenian and Ethiopic scripts, and a new line.
 */
export const CLAUSE_MARKS = ',;|\\n，、；｜､﹐﹑﹔،؛՝፣፤';
