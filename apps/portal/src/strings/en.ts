import { duty } from './duty';
import { shared } from './shared';
import { shell } from './shell';

/** Texts that any page may need, in English. Those of one area (accounts, finance, staff …) are taken from their own file here, so that a page loads no others. Components hold none. */
export const t = { shared, shell, duty };
