const MARK = 'fl_source';
const BROWSER = 'browser';

/** The parameters of a report that came from a visitor's browser, so marked. */
export function markBrowser(parameters: Readonly<Record<string, string>>): Record<string, string> {
  return { ...parameters, [MARK]: BROWSER };
}

/** The parameters without a mark: nobody outside may set it. */
export function withoutMark(parameters: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== MARK));
}

/** Whether the report came from a visitor's browser. */
export function isFromBrowser(parameters: Readonly<Record<string, string>>): boolean {
  return parameters[MARK] === BROWSER;
}
