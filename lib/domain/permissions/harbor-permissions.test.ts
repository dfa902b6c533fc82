import { describe, expect, test } from 'vitest'
import { accessKey } from './access'
import { harborProjectPairs, harborSystemPairs } from './harbor-permissions'

/** As measured on a real Harbor: resources with their actions, between dots. */
const measured = {
  projectAdmin: `project read update delete · accessory list · artifact create delete list read · artifact-addition read · artifact-label create delete · configuration read update · export-cve create list read · immutable-tag create delete list update · label create delete list read update · log list · member create delete list read update · metadata create delete read update · notification-policy create delete list read update · preheat-policy create delete list read update · quota read · repository create delete list pull push read update · robot create delete list read update · sbom create read stop · scan create read stop · scanner create read · tag create delete list · tag-retention create delete list operate read update`,
  maintainer: `project read · accessory list · artifact create delete list read · artifact-addition read · artifact-label create delete · configuration read · export-cve create list read · immutable-tag create delete list update · label create delete list read update · member list read · metadata read · notification-policy list read · quota read · repository create delete list pull push read update · robot list read · sbom create read stop · scan create read stop · scanner read · tag create delete list · tag-retention create delete list operate read update`,
  developer: `project read · accessory list · artifact create list read · artifact-addition read · artifact-label create delete · configuration read · export-cve create list read · label list read · member list read · quota read · repository create list pull push read update · robot list read · sbom read · scan read · scanner read · tag create list · tag-retention create delete list operate read update`,
  guest: `project read · accessory list · artifact list read · artifact-addition read · configuration read · label list read · member list read · quota read · repository list pull read · robot list read · sbom read · scan read · scanner read · tag list`,
  limitedGuest: `project read · accessory list · artifact list read · artifact-addition read · configuration read · quota read · repository list pull read · sbom read · scan read · scanner read · tag list`,
  visitor: `project read · accessory list · artifact list read · artifact-addition read · label list read · repository list pull · scan read · scanner read · tag list`,
}
const system = `audit-log list · catalog read · configuration read update · distribution create delete list read update · garbage-collection create delete list read update · jobservice-monitor list read stop · ldap-user create list · project create delete list read update · registry create delete list read update · replication create delete list read update · scan-all create delete list read stop update · security-hub list read · system-volumes read · user create delete list read update · user-group create delete list read update`

const keysOf = (text: string) =>
  text.split(' · ').flatMap((part) => {
    const [resource, ...actions] = part.split(' ')
    return actions.map((action) => `${resource}:${action}`)
  })

describe('what Harbor tells its people that they may do', () => {
  const sizes = { projectAdmin: 75, maintainer: 53, developer: 36, guest: 20, limitedGuest: 14, visitor: 12 }

  test.each(Object.entries(sizes))('as %s: %i pairs in a project', (role, size) => {
    const told = harborProjectPairs[role as keyof typeof sizes].map(accessKey)
    expect(told.toSorted()).toEqual(keysOf(measured[role as keyof typeof sizes]).toSorted())
    expect(new Set(told).size).toBe(size)
  })

  test('53 pairs in the system', () => {
    const told = harborSystemPairs.map(accessKey)
    expect(told.toSorted()).toEqual(keysOf(system).toSorted())
    expect(new Set(told).size).toBe(53)
  })
})
