// ESLint and TypeScript over the whole clone, in one process: what a rule asks of types and what TypeScript itself
// complains about are worked out once. Arguments are ESLint's places to look at, all when there are none.
import path from 'node:path'
import { ESLint } from 'eslint'
import ts from 'typescript'
import { root } from '../setup/root.mjs'

/** The program of tsconfig.json, which keeps on disk what need not be looked at again. */
function readProgram() {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (diagnostic) => fail([diagnostic]) }
  const parsed = ts.getParsedCommandLineOfConfigFile(path.join(root, 'tsconfig.json'), {}, host)
  const { fileNames: rootNames, options, errors: configFileParsingDiagnostics } = parsed
  return ts.createIncrementalProgram({ rootNames, options, configFileParsingDiagnostics })
}

/** As the compiler's command does: what is wrong with the options or a file's syntax is all that is told. */
function typeErrors(program) {
  const first = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getGlobalDiagnostics(),
  ]
  const found = first.length > 0 ? first : program.getSemanticDiagnostics()
  return ts.sortAndDeduplicateDiagnostics([...found, ...program.emit().diagnostics])
}

function tell(diagnostics) {
  const host = { getCurrentDirectory: () => root, getCanonicalFileName: (name) => name, getNewLine: () => '\n' }
  console.log(ts.formatDiagnosticsWithColorAndContext(diagnostics, host))
}

function fail(diagnostics) {
  tell(diagnostics)
  process.exit(1)
}

/** Warnings are errors. */
async function lint(program, places) {
  const parserOptions = { projectService: false, programs: [program] }
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: { files: ['**/*.ts', '**/*.tsx'], languageOptions: { parserOptions } },
  })
  const results = await eslint.lintFiles(places)
  const formatter = await eslint.loadFormatter()
  console.log(await formatter.format(results))
  return results.every(({ errorCount, warningCount }) => errorCount + warningCount === 0)
}

const builder = readProgram()
const errors = typeErrors(builder)
if (errors.length > 0) tell(errors)
const places = process.argv.slice(2)
const isClean = await lint(builder.getProgram(), places.length > 0 ? places : ['.'])
process.exitCode = errors.length === 0 && isClean ? 0 : 1
