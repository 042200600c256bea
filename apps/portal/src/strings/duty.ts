/** What the network insists on before it goes on. */
export const duty = {
  title: 'Set up a second factor first',
  about: 'This network wants its staff to sign in with a code beside the password. Everything else opens as soon as the second factor is on.',
};
