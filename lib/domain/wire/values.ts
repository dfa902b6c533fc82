import { z } from 'zod'

// Building blocks of the API's schemas. A message completes the sentence "<field> in body …".

const storable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text)

/** A text that every engine can store: no NUL, no half of a surrogate pair. */
export const wireText = z.string('must be of type string').refine(storable, 'must be text without NUL characters')
/** A whole number that JavaScript holds exactly. */
export const wireInteger = z.int('must be of type int64')
export const wireBoolean = z.boolean('must be of type boolean')
export const wireTime = z.iso.datetime()

/** A field that may be missing; null counts as missing, as it does for Go. */
export const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined)

/** An object of the body, with the message of a wrong type. */
export const wireObject = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.object(shape, 'must be of type object')
export const wireList = <Item extends z.ZodType>(item: Item) => z.array(item, 'must be of type array')
