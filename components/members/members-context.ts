/** What the dialogs of a project's members need to know of their surroundings. */
export type MembersContext = {
  project: { id: number; name: string }
  /** How many members can act as admin. */
  activeAdmins: number
  /** The reader's own user. */
  userId: number | null
  /** Whether the reader may take the last admin away. */
  mayLeaveWithoutAdmin: boolean
}
