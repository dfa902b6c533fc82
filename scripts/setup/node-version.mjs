// To be imported first: what comes after may use what older versions of Node lack.
const [major, minor] = process.versions.node.split('.').map(Number)
const isSupported = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)

if (!isSupported) {
  console.error(`Node ${process.versions.node} cannot run this: take Node 20.19 or newer (of Node 22: 22.12).`)
  process.exit(1)
}
