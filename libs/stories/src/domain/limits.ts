/** As people see them; see `visibleLength`. */
export const titleLimit = 120;
export const postLimit = 5000;
export const contentNoteLimit = 60;
export const contentNotesLimit = 3;
