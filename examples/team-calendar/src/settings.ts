/** What the page is built with. */
export const settings = {
  // Right: an id is no secret.
  clientId: import.meta.env.VITE_CALEY_CLIENT_ID,
  // Wrong: whoever opens the page has it.
  clientSecret: import.meta.env.VITE_CALEY_CLIENT_SECRET,
};
