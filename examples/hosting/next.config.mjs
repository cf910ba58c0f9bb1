export default {
  env: {
    // Right: who asks is no secret.
    CALEY_CLIENT_ID: process.env.CALEY_CLIENT_ID,
    // Wrong: it is written into what browsers load.
    CALEY_CLIENT_SECRET: process.env.CALEY_CLIENT_SECRET,
  },
};
