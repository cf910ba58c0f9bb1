import terser from '@rollup/plugin-terser';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';

export async function small() {
  // Wrong: the notices of Caley's SDK and of all other packages are dropped.
  await esbuild.build({ entryPoints: ['src/bookings.ts'], outfile: 'public/bookings.js', bundle: true, minify: true, legalComments: 'none' });
}

export async function linked() {
  // Right: they are written to a file beside, which is shipped with it.
  await esbuild.build({ entryPoints: ['src/bookings.ts'], outfile: 'public/bookings.js', bundle: true, minify: true, legalComments: 'linked' });
}

export async function stripped() {
  // Wrong: no comment stays, whatever it says.
  return rollup({ input: 'src/connect.js', plugins: [terser({ format: { comments: false } })] });
}

export async function kept() {
  // Right: those with notices stay.
  return rollup({ input: 'src/connect.js', plugins: [terser({ format: { comments: 'some' } })] });
}
