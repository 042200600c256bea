export interface ErrorCodeEntry {
  code: string;
  /** One HTTP status, or several joined by a comma. */
  status: string;
  message: string;
}
export function collectErrorCodes(root: string): ErrorCodeEntry[];
