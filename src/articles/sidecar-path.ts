/** The path of the sidecar that a scraped page may have: `a/page.yaml` beside `a/page.txt`; null for other files. */
export function sidecarOf(path: string): string | null {
  return /\.txt$/i.test(path) ? `${path.slice(0, -'.txt'.length)}.yaml` : null;
}
