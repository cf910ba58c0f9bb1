import TerserPlugin from 'terser-webpack-plugin';

export function bare() {
  return {
    // Wrong: notices go from the code, and to no file.
    minimizer: [new TerserPlugin({ extractComments: false, terserOptions: { format: { comments: false } } })],
  };
}

export function besides() {
  return {
    // Right: notices go to a file, as is the default.
    minimizer: [new TerserPlugin({ terserOptions: { format: { comments: false } } })],
  };
}
