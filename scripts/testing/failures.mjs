import { stripVTControlCharacters } from 'node:util'

const maxLines = 12

/** The failed tests of a report of Vitest's: a text each, its name and the beginning of what was wrong. */
export function failuresOfVitest({ testResults }) {
  return testResults.flatMap(({ name: file, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0 && status === 'failed') return [textOf(file, message || 'see its output')] // it did not load, or a hook failed
    return failed.map(({ fullName, failureMessages }) => textOf(`${file} › ${fullName}`, failureMessages.join('\n')))
  })
}

/**
 * The same of a report of Playwright's.
 * @param {{ suites: object[], errors?: { message: string }[] }} report
 */
export function failuresOfPlaywright({ suites, errors = [] }) {
  const specs = suites.flatMap(specsOf).filter(({ ok }) => !ok)
  return [
    ...errors.map(({ message }) => textOf('Playwright', message)),
    ...specs.map(({ file, line, title, tests }) =>
      textOf(`${file}:${line} › ${title}`, messagesOf(tests).join('\n') || 'no error was reported'),
    ),
  ]
}

const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)]

const messagesOf = (tests) =>
  tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(({ message }) => message)))

/** The first lines say what was expected; a whole difference of two pages would bury the next test's name. */
function textOf(name, message = '') {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, maxLines)
  return [name, ...lines.map((line) => `    ${line}`)].join('\n')
}
