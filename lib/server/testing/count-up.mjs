// For a test: writes the number that it is sent into a robot and a setting, in one transaction, and says so.
import Database from 'libsql'
import pg from 'pg'

const [, , url, name, key] = process.argv
const robot = `UPDATE "Robot" SET "expiresAt" = $1 WHERE "loginName" = $2`
const setting = `UPDATE "Setting" SET "value" = $1 WHERE "key" = $2`

async function counter() {
  if (/^postgres/.test(url)) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    return async (to) => {
      await client.query('BEGIN')
      await client.query(robot, [to, name])
      await client.query(setting, [String(to), key])
      await client.query('COMMIT')
    }
  }
  const database = new Database(url, { timeout: 10_000 })
  return async (to) => {
    database.exec('BEGIN IMMEDIATE')
    database.prepare(robot.replace('$1', '?').replace('$2', '?')).run([to, name])
    database.prepare(setting.replace('$1', '?').replace('$2', '?')).run([String(to), key])
    database.exec('COMMIT')
  }
}

const count = await counter()
process.on('message', async (to) => {
  await count(to)
  process.send('committed')
})
process.on('disconnect', () => process.exit(0))
process.send('ready')
