export { forgetPersonInViews } from './forget-person.store.server';
export { changeView, createView, deleteView, listViews, moveView } from './views.store.server';
