/** Whether a form's component must be filled in: it must, unless it says otherwise (docs, components/reference.mdx). */

export function isRequired(component) {
  return component.required !== false;
}
