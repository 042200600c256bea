import { readFileSync } from 'node:fs';

/** The subsets that the typeface comes in, with the code points that each is used for (hexadecimal, inclusive). */
const SUBSETS = [
  ['latin', [[0x0, 0xff], [0x131, 0x131], [0x152, 0x153], [0x2000, 0x206f], [0x20ac, 0x20ac], [0x2122, 0x2122], [0x2212, 0x2212]]],
  ['vietnamese', [[0x102, 0x103], [0x110, 0x111], [0x128, 0x129], [0x168, 0x169], [0x1a0, 0x1a1], [0x1af, 0x1b0], [0x300, 0x301], [0x303, 0x304], [0x308, 0x309], [0x323, 0x323], [0x1ea0, 0x1ef9], [0x20ab, 0x20ab]]],
  ['latin-ext', [[0x100, 0x2ba], [0x2c6, 0x2cc], [0x2d8, 0x2dc], [0x1e00, 0x1e9f], [0x1ef2, 0x1eff], [0x20a0, 0x20c0]]],
  ['cyrillic', [[0x400, 0x45f], [0x490, 0x491], [0x4b0, 0x4b1], [0x2116, 0x2116]]],
  ['cyrillic-ext', [[0x460, 0x52f]]],
  ['greek', [[0x370, 0x3ff]]],
  ['greek-ext', [[0x1f00, 0x1fff]]],
] as const;
const WEIGHTS = { regular: 400, bold: 600 } as const;

export type FontWeight = keyof typeof WEIGHTS;
/** Text that one font file can set. */
export interface FontRun {
  readonly font: string;
  readonly text: string;
}

/** Every file of the typeface, by the name that runs use; read once. */
let files: ReadonlyMap<string, Buffer> | null = null;
export function interFonts(): ReadonlyMap<string, Buffer> {
  files ??= new Map((Object.keys(WEIGHTS) as FontWeight[]).flatMap((weight) =>
    SUBSETS.map(([subset]): [string, Buffer] => [`${subset}-${weight}`, readFileSync(require.resolve(`@fontsource/inter/files/inter-${subset}-${WEIGHTS[weight]}-normal.woff`))])));
  return files;
}

/** The text in runs of one font each. What no font has is set as `?`. */
export function fontRuns(text: string, weight: FontWeight): FontRun[] {
  const runs: { font: string; text: string }[] = [];
  for (const character of text) {
    const subset = subsetOf(character.codePointAt(0) ?? 0);
    const [font, shown] = subset === null ? [`latin-${weight}`, '?'] : [`${subset}-${weight}`, character];
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ font, text: shown });
  }
  return runs;
}

function subsetOf(point: number): string | null {
  return SUBSETS.find(([, ranges]) => ranges.some(([first, last]) => point >= first && point <= last))?.[0] ?? null;
}
