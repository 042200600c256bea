import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FILTER_DIMENSIONS } from '../../libs/reporting/src/contracts';

interface OpenApi {
  readonly paths: Readonly<Record<string, { readonly get: { readonly parameters: readonly { readonly name: string }[] } }>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties: object }>> };
}

const DOCUMENT = JSON.parse(readFileSync(resolve(__dirname, '../../openapi.json'), 'utf8')) as OpenApi;

describe('the filters of reports', () => {
  it.each(['/api/v1/reports/performance', '/api/v1/reports/performance.csv'])('are documented, all of them: %s', (path) => {
    expect(DOCUMENT.paths[path]?.get.parameters.map(({ name }) => name)).toEqual(expect.arrayContaining([...FILTER_DIMENSIONS]));
  });

  it('are documented in what a saved report keeps', () => {
    expect(Object.keys(DOCUMENT.components.schemas['SavedQueryDto']?.properties ?? {})).toEqual(expect.arrayContaining([...FILTER_DIMENSIONS]));
  });
});
