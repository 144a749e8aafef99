// Builds build/static/gatepost from the style sheets, scripts and fonts: `npm run build`.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compileAsync } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const modules = join(root, "node_modules");
const out = join(root, "build", "static", "gatepost");

const copies = [
  ["@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2", "text.woff2"],
  ["@fontsource/atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-latin-400-normal.woff2", "code.woff2"],
  ["htmx.org/dist/htmx.min.js", "htmx.js"],
];

await mkdir(out, { recursive: true });
const style = await compileAsync(join(here, "style", "gatepost.scss"), {
  style: "compressed",
  loadPaths: [modules],
  quietDeps: true,
});
await writeFile(join(out, "gatepost.css"), style.css);
await build({
  entryPoints: [join(here, "script", "gatepost.js")],
  outfile: join(out, "gatepost.js"),
  bundle: true,
  minify: true,
  target: "es2020",
  logLevel: "warning",
});
await Promise.all(copies.map(([from, to]) => copyFile(join(modules, from), join(out, to))));
await copyFile(join(here, "mark.svg"), join(out, "mark.svg"));
