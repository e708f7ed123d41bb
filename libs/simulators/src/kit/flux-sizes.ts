const SIZES: Readonly<Record<string, string>> = {
  '1:1': '1024x1024',
  '3:2': '1216x832',
  '2:3': '832x1216',
  '4:3': '1152x896',
  '3:4': '896x1152',
  '5:4': '1088x896',
  '16:9': '1344x768',
  '9:16': '768x1344',
  '21:9': '1536x640',
  '9:21': '640x1536',
  '4:5': '896x1088',
};

/** The ratios that vendors of FLUX models list. */
export const FLUX_RATIOS: readonly string[] = Object.keys(SIZES);

/** What a FLUX model paints for a ratio; null where it knows none of that name. */
export function fluxSizeOf(ratio: unknown): { width: number; height: number } | null {
  const [width, height] = (SIZES[String(ratio)] ?? '').split('x').map(Number);
  return width === undefined || height === undefined ? null : { width, height };
}
