// The structure of a room by its imports, types included: what an import of a type ties together is read, moved and
// broken together, and `import/no-cycle` does not see it.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const isSource = (file) => /\.(tsx?|mjs)$/.test(file) && !/\.(test|spec|d)\.\w+$|\/generated\//.test(file)

/** The files of these folders below `root` and what each imports of them: a map of paths to paths. Tests and what is generated are left out. */
export function readImports(root, folders) {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)).split(path.sep).join('/'))
      .filter(isSource),
  )
  return importsOf(new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')])))
}

/** The same of sources given as text. */
export function importsOf(sources) {
  const imports = [...sources].map(([file, text]) => {
    const targets = specifiersOf(file, text).map((specifier) => resolve(file, specifier, sources))
    return [file, [...new Set(targets)].filter((target) => target !== undefined && target !== file)]
  })
  return new Map(imports)
}

/** Every module a file names: import, export from, import(), and import('…') as a type. */
function specifiersOf(file, text) {
  const found = []
  const visit = (node) => {
    const named =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isImportTypeNode(node)
          ? node.argument.literal
          : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
            ? node.arguments[0]
            : undefined
    if (named && ts.isStringLiteralLike(named)) found.push(named.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest))
  return found
}

/** The source that a specifier names; undefined for a package. */
function resolve(file, specifier, sources) {
  if (!/^(@\/|\.)/.test(specifier)) return undefined
  const target = specifier.startsWith('@/') ? specifier.slice(2) : path.posix.join(path.posix.dirname(file), specifier)
  return ['', '.ts', '.tsx', '.mjs'].map((ending) => target + ending).find((candidate) => sources.has(candidate))
}

/** Files that import each other in a loop: each circle as its sorted files (Tarjan's strongly connected components). */
export function circlesOf(imports) {
  const [order, low, stack, circles] = [new Map(), new Map(), [], []]
  const enter = (file) => {
    order.set(file, order.size)
    low.set(file, order.get(file))
    stack.push(file)
    for (const target of imports.get(file)) {
      if (!order.has(target)) enter(target)
      if (stack.includes(target)) low.set(file, Math.min(low.get(file), low.get(target)))
    }
    if (low.get(file) !== order.get(file)) return
    const circle = stack.splice(stack.indexOf(file))
    if (circle.length > 1) circles.push(circle.sort())
  }
  for (const file of imports.keys()) if (!order.has(file)) enter(file)
  return circles
}

/** Imports of a higher floor, as `from -> to`. `floors` are the room's folders from the ground up; others stand on top. */
export function upwardArrows(imports, room, floors) {
  const floorOf = (file) => {
    const [folder] = path.posix.relative(room, file).split('/')
    const floor = floors.findIndex((folders) => folders.includes(folder))
    return floor < 0 ? floors.length : floor
  }
  return [...imports].flatMap(([file, targets]) =>
    targets.filter((target) => floorOf(target) > floorOf(file)).map((target) => `${file} -> ${target}`),
  )
}
