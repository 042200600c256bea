import { Controller, Get, Ip, Module } from '@nestjs/common';
import { createHttpApp } from './create-http-app';

@Controller()
class AddressController {
  @Get('address')
  address(@Ip() ip: string): { ip: string } {
    return { ip };
  }
}

@Module({ controllers: [AddressController] })
class AddressModule {}

describe('the address of a visitor', () => {
  // The last proxy writes the last entry; whatever stands before it may be made up.
  it.each([[0, '127.0.0.1'], [1, '198.51.100.7'], [2, '192.0.2.66']])('behind %s proxies is %s', async (trustedHops, expected) => {
    const app = await createHttpApp(AddressModule, { trustedHops, logger: false });
    await app.init();

    const answer = await app.inject({ url: '/address', headers: { 'x-forwarded-for': '192.0.2.66, 198.51.100.7' } });

    expect(answer.json()).toEqual({ ip: expected });
    await app.close();
  });
});
