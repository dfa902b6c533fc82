export type HandedSecret = {
  robotId: number
  /** The robot's full name. */
  name: string
  secret: string
  /** A link or a sealed text was made: the secret is not lost any more. */
  onTaken?: () => void
}
