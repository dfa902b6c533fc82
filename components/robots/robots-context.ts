/** What the robot dialogs of a project page need to know of their surroundings. */
export type RobotsContext = {
  project: { id: number; name: string }
  /** The setting Robot Name Prefix. */
  prefix: string
  /** The setting for robots without a duration of their own, days. */
  defaultDurationDays: number
}
