// Compiles, names and compresses the assets. Called by build.rs with the folder of the npm packages and the folder to write.
//
// A name holds the start of the content's SHA-256, so that a browser can keep a file for ever: a changed file has another name.

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const [modules, out] = process.argv.slice(2)
const sass = createRequire(join(modules, 'package.json'))('sass')

const { css } = sass.compile('styles/foothold.scss', { style: 'compressed', loadPaths: [modules], quietDeps: true })
const frontend = readFileSync(join(modules, 'govuk-frontend/dist/govuk/govuk-frontend.min.js'), 'utf8')
  .replace(/\n?\/\/# sourceMappingURL=.*\n?$/, '\n')

const assets = []

/** Writes one asset and its compressed forms, and returns the path it is served at. */
function add (constant, name, extension, contentType, text) {
  const bytes = Buffer.from(text)
  const digest = createHash('sha256').update(bytes).digest('hex')
  const file = `${name}-${digest.slice(0, 16)}.${extension}`
  writeFileSync(join(out, file), bytes)
  writeFileSync(join(out, `${file}.br`), brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT }
  }))
  writeFileSync(join(out, `${file}.gz`), gzipSync(bytes, { level: 9 }))
  assets.push({ constant, file, contentType, digest })
  return `/assets/${file}`
}

add('STYLESHEET', 'foothold', 'css', 'text/css; charset=utf-8', css)
const library = add('LIBRARY', 'govuk-frontend', 'js', 'text/javascript; charset=utf-8', frontend)
const own = readFileSync('scripts/foothold.js', 'utf8').replace("'govuk-frontend'", `'${library}'`)
add('SCRIPT', 'foothold', 'js', 'text/javascript; charset=utf-8', own)
add('ICON', 'foothold', 'svg', 'image/svg+xml', readFileSync('styles/foothold.svg', 'utf8'))

const embed = (file) => `include_bytes!(concat!(env!("OUT_DIR"), "/${file}"))`
const entries = assets.map(({ constant, file, contentType, digest }) => `
static ${constant}: Asset = Asset {
    path: "/assets/${file}",
    content_type: "${contentType}",
    bytes: ${embed(file)},
    brotli: ${embed(`${file}.br`)},
    gzip: ${embed(`${file}.gz`)},
    etag: "\\"${digest}\\"",
};
`)
const all = `\nstatic ALL: [&Asset; ${assets.length}] = [${assets.map(({ constant }) => `&${constant}`).join(', ')}];\n`
writeFileSync(join(out, 'assets.rs'), entries.join('') + all)
