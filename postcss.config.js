import path from 'node:path'

// Next loads its plugins by name, from somewhere else.
const own = (name) => path.resolve('scripts/styles', `${name}.mjs`)

const config = { plugins: { '@tailwindcss/postcss': {}, [own('clarity-in-use')]: {}, [own('themes')]: {} } }

export default config
