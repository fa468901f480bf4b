/** Something that whoever runs the command can put right: one line, shown as it is. */
export class Complaint extends Error {}
