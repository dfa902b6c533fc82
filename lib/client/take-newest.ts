import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'

/**
 * Makes what is stored by now the form's start and keeps what has been typed. `together`: fields that say one thing.
 * `start`: what it was to begin with, where the form may not have been drawn since it was last given a start.
 */
export function takeNewest<Form extends FieldValues, Output>(
  form: UseFormReturn<Form, unknown, Output>,
  stored: Form,
  together: Path<Form>[] = [],
  start = form.formState.defaultValues as Form | undefined,
): void {
  const typed = form.getValues()
  const names = Object.keys(stored) as Path<Form>[]
  // Also when it has only just come: what a reload has put back is not to be reset.
  if (names.every((name) => stored[name] === start?.[name])) return
  const isTyped = (name: Path<Form>) => typed[name] !== start?.[name]
  const all = together.some(isTyped) ? together : []
  const kept = names.filter((name) => isTyped(name) || all.includes(name))
  // Fields that the form forgets until it is drawn again would not hear what is typed meanwhile.
  form.reset(stored, { keepFieldsRef: true })
  for (const name of kept) form.setValue(name, typed[name], { shouldDirty: true, shouldValidate: true })
}
