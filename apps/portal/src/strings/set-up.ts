/** Texts of the first start of a network. */
export const setUp = {
  title: 'Set up this network', about: 'Makes the first administrator. It works once, for whoever can read the log of the API.', needed: 'Nobody runs this network yet.',
  done: 'This network is set up. Sign in.', token: 'Set-up token', tokenAbout: 'In the log of the API under setup.token_made, or the value of SETUP_TOKEN', network: 'Name of the network', name: 'Your name', submit: 'Set up and sign in',
  needToken: 'Enter the token: at least 20 characters', needNetwork: 'Enter a name for the network',
} as const;
