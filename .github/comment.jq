# What a pull request changes, as a comment, from what `lectern diff --format markdown` is said to have written. $run is where
# the run is that says so.
#
# That run's code is the pull request's, so the text may hold anything: mentions, links, references, pictures, commands
# for bots. It is taken where every line has a form that the program writes, and not at all otherwise: what the site says
# stands in code spans that end on their line, in which GitHub sees nothing; around them are plain words.

# A whole code span as one letter, which no text may have.
def span: "\u0001";
def without_spans: gsub("(?<!`)(?<marks>`+)(?!`).*?[^`]\\k<marks>(?!`)"; span);

# The program writes characters that control a terminal or turn the direction of writing round by their numbers.
def is_visible: test("[\\x00-\\x09\\x0B-\\x1F\\x7F\u200e\u200f\u2028-\u202e\u2060-\u206f]") | not;

# Words without any sign that could mean something: no brackets but round a finding's code, no dots. They begin with a
# letter, so that no line is a rule, a table's border or a definition.
def is_plain:
  gsub("^" + span + ": (error|warning)\\[[a-z0-9-]+\\]: "; "")
  | test("^[(A-Za-z0-9" + span + "]([A-Za-z0-9 ,;()→'" + span + "]|:(?= |$)|-(?![0-9]))*$");

def is_written:
  . == "" or . == "Nothing that a reader would notice."
  or ((capture("^(### |\\*\\*(?=.*\\*\\*$)|- |  )(?<words>.*?)(\\*\\*)?$") | .words | is_plain) // false);

(sub("^<!-- lectern diff -->\n"; "")) as $text
| (($text | length) > 1
    and ($text | utf8bytelength) <= 60000
    and ($text | is_visible)
    and ($text | without_spans | split("\n") | all(is_written))) as $is_diff
| "<!-- lectern: what a pull request changes -->\n"
  + (if $is_diff then $text + "\nAs [the run](\($run)) of this change says, which has the findings and the built site.\n"
    else "What this changes for a reader could not be told here. [The run](\($run)) says more.\n" end)
