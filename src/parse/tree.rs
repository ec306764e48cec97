//! The document's tree: what a node is. Flat, in the order of reading.
//!
//! All visible text of a document lies in one string; a node holds a range of it, so that a mention found in a
//! block's text can be laid over the nodes without walking or changing them.

use crate::text::Range;

/// One block or inline element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Bytes in the file.
    pub range: Range,
    /// Bytes in [`super::Doc::text`] that it shows, its descendants' included.
    pub text: Range,
    /// The index after its last descendant in [`super::Doc::nodes`]; its own index plus one for a leaf.
    pub end: u32,
}

/// What a node is. Numbers index the document's vectors of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A paragraph; `tight` ones, in a tight list, are written without an element of their own.
    Paragraph,
    /// `headings[i]`.
    Heading(u32),
    /// A block quotation.
    Quote,
    /// One of GitHub's five callouts.
    Alert(Alert),
    /// A list: the first number of an ordered one, none for bullets.
    List(Option<u32>),
    /// A list's item.
    Item,
    /// A task's box, ticked or not.
    Task(bool),
    /// A code block; `words[i]` is its language, empty when it has none.
    CodeBlock(u32),
    /// A thematic break.
    Rule,
    /// A table.
    Table,
    /// A table's head: one row of cells.
    TableHead,
    /// A row of a table's body.
    TableRow,
    /// A cell and how it is set.
    TableCell(Align),
    /// A definition list.
    Definitions,
    /// The term of a definition list.
    DefinitionTerm,
    /// The definition of a term.
    Definition,
    /// The text of `notes[i]`. It is shown where the note is first referred to.
    Note(u32),
    /// A run of characters.
    Text,
    /// Code within a line.
    Code,
    /// `*emphasis*`
    Emphasis,
    /// `**strong**`
    Strong,
    /// `~~struck~~`
    Strikethrough,
    /// An allowed HTML tag, `tags[i]`, round its content.
    Tag(u32),
    /// A line break in the source: a space on the page.
    SoftBreak,
    /// A line break on the page.
    HardBreak,
    /// `links[i]`
    Link(u32),
    /// Words in `[[! ]]`: shown, never linked.
    Plain,
    /// `images[i]`; its alternative text is not part of the page's text.
    Image(u32),
    /// A reference to `notes[i]`.
    NoteRef(u32),
    /// `citations[i]`; not part of the page's text.
    Citation(u32),
    /// HTML passed through under `html = "trust"`: `words[i]`. Not part of the page's text.
    Raw(u32),
}

/// GitHub's callouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

/// How a table's cell is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// As the language is read.
    Start,
    /// At the left.
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

impl NodeKind {
    /// Whether it holds or is a block; the rest stands within a line.
    pub fn is_block(self) -> bool {
        use NodeKind::{
            Alert, CodeBlock, Definition, DefinitionTerm, Definitions, Heading, Item, List, Note, Paragraph,
            Quote, Rule, Table, TableCell, TableHead, TableRow,
        };
        matches!(
            self,
            Paragraph
                | Heading(_)
                | Quote
                | Alert(_)
                | List(_)
                | Item
                | CodeBlock(_)
                | Rule
                | Table
                | TableHead
                | TableRow
                | TableCell(_)
                | Definitions
                | DefinitionTerm
                | Definition
                | Note(_)
        )
    }
}
