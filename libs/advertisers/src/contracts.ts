/** How a postback may prove who sent it. */
export type PostbackAuthentication = 'token' | 'signature';
