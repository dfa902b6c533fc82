/** What the robot dialogs need to know of their surroundings. */
export type RobotsContext = {
  /** null on the page of the system's robots. */
  project: { id: number; name: string } | null
  /** The setting Robot Name Prefix. */
  prefix: string
  /** The setting for robots without a duration of their own, days. */
  defaultDurationDays: number
}

export type ProjectRobotsContext = RobotsContext & { project: { id: number; name: string } }
