import { packedKeys, unpackedKeys } from '../permissions/access'
import type { RobotRow } from './robot-row'

type Keys = Pick<RobotRow, 'access' | 'allProjectsAccess'>

/** A row on its way to a page among many others: patterns of repositories, which may be long, are sent once a group. */
export type PackedRobotRow = Omit<RobotRow, keyof Keys> & { packed: Keys }

export function packedRow({ access, allProjectsAccess, ...row }: RobotRow): PackedRobotRow {
  const everywhere = allProjectsAccess && packedKeys(allProjectsAccess)
  return { ...row, packed: { access: packedKeys(access), allProjectsAccess: everywhere } }
}

export function unpackedRow({ packed: { access, allProjectsAccess }, ...row }: PackedRobotRow): RobotRow {
  const everywhere = allProjectsAccess && unpackedKeys(allProjectsAccess)
  return { ...row, access: unpackedKeys(access), allProjectsAccess: everywhere }
}
