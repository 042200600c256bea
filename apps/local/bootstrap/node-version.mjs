/**
 * Says in one line why this Node cannot run Fairlead, or returns undefined.
 * NestJS 12 is ESM that CommonJS loads with require(), which Node has since 20.19 and 22.12.
 */
export function nodeProblem(version) {
  const [major, minor] = version.split('.').map(Number);
  const fine = major >= 23 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  return fine ? undefined : `Node 20.19 or newer is needed (of Node 22: 22.12 or newer); this is ${version}.`;
}
