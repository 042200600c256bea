/** One page for every code that leads nowhere, known or not, so that it tells nothing. */
export const NEUTRAL_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>This link is not available</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;display:grid;place-items:center;min-height:90vh;margin:0 1.5rem;text-align:center}p{opacity:.75}</style>
</head><body><main><h1>This link is not available</h1><p>It may have ended or been mistyped. Ask whoever shared it for a new one.</p></main></body></html>
`;
