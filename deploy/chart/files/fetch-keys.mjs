// Runs before the registry, which reads its keys once, from a file: fetches the key set from the console as soon as that
// answers, and writes it whole or not at all. Arguments: the address, the file.
import { renameSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const [url, file] = process.argv.slice(-2)

async function fetchKeys() {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
  if (!response.ok) throw new Error(`it answered ${response.status}`)
  const text = await response.text()
  if (!JSON.parse(text).keys?.length) throw new Error('it named no key')
  return text
}

process.on('SIGTERM', () => process.exit(143))
for (let said = ''; ; await delay(1_000)) {
  try {
    writeFileSync(`${file}.new`, await fetchKeys())
    renameSync(`${file}.new`, file)
    break
  } catch (error) {
    const sentence = `waiting for the keys at ${url}: ${error.cause?.code ?? error.message}`
    if (sentence !== said) console.log(sentence)
    said = sentence
  }
}
