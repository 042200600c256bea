import fc from 'fast-check';
import { fontRuns, interFonts } from './inter-fonts';

describe('the fonts of documents', () => {
  it('set names in the scripts that the typeface has', () => {
    expect(fontRuns('Łódź café', 'regular')).toEqual([
      { font: 'latin-ext-regular', text: 'Ł' }, { font: 'latin-regular', text: 'ód' }, { font: 'latin-ext-regular', text: 'ź' }, { font: 'latin-regular', text: ' café' },
    ]);
    expect(fontRuns('Ελλάς', 'bold')).toEqual([{ font: 'greek-bold', text: 'Ελλάς' }]);
    expect(fontRuns('€5 ₫', 'regular').map(({ font }) => font)).toEqual(['latin-regular', 'vietnamese-regular']);
    expect(fontRuns('日本', 'regular')).toEqual([{ font: 'latin-regular', text: '??' }]);
  });

  it('keep every character in its place, each in a font that there is', () => {
    const fonts = interFonts();
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const runs = fontRuns(text, 'bold');
      expect(runs.every(({ font }) => fonts.has(font))).toBe(true);
      expect([...runs.map((run) => run.text).join('')].length).toBe([...text].length);
    }));
  });
});
