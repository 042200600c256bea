/** Characters that a password has at least; the api refuses shorter ones. */
export const SHORTEST_PASSWORD = 12;
