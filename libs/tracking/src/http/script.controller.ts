import { createHash } from 'node:crypto';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { T_SCRIPT, T_TEST_PAGE, T_TEST_SCRIPT } from './t-script';

/** What goes into the `integrity` attribute of a page that pins the script. */
export const T_SCRIPT_INTEGRITY = `sha384-${createHash('sha384').update(T_SCRIPT).digest('base64')}`;
const SCRIPT = 'text/javascript; charset=utf-8';

/** The script for advertisers' pages, and a page to try it on. */
@ApiExcludeController()
@Controller()
export class ScriptController {
  @Get('t.js')
  @Header('content-type', SCRIPT)
  @Header('cache-control', 'public, max-age=3600')
  @Header('access-control-allow-origin', '*')
  @Header('cross-origin-resource-policy', 'cross-origin')
  script(): string {
    return T_SCRIPT;
  }

  @Get('t/test')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  testPage(): string {
    return T_TEST_PAGE;
  }

  @Get('t/test.js')
  @Header('content-type', SCRIPT)
  testScript(): string {
    return T_TEST_SCRIPT;
  }
}
