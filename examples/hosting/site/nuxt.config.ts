export default defineNuxtConfig({
  runtimeConfig: {
    // Right: only the server has it.
    caleyClientSecret: "",
    public: {
      // Wrong: every page tells it.
      caleyClientSecret: process.env.CALEY_CLIENT_SECRET,
    },
  },
});
