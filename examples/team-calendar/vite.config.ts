import { defineConfig, loadEnv } from 'vite';

export default defineConfig(({ mode }) => {
  const all = loadEnv(mode, process.cwd(), '');
  return {
    define: {
      // Right: the one value that pages need.
      __API__: JSON.stringify(all.API_URL),
      // Wrong: all that this machine knows.
      'process.env': all,
    },
  };
});
