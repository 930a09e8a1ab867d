//! Reads the notation: names, literals, calls and operators by their binding power.

use std::ops::Range;

use winnow::Parser;
use winnow::combinator::{alt, opt, peek};
use winnow::error::ParserError;
use winnow::stream::{LocatingSlice, Location, Stateful, Stream};
use winnow::token::{any, literal, one_of, take_till, take_while};

use super::ast::{Expr, NEGATE_POWER, Node, Operator};

/// Why a text is no condition, and at which byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    pub at: usize,
    pub kind: ParseErrorKind,
}

/// What is wrong at that place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParseErrorKind {
    /// Nothing was written at all.
    Empty,
    /// A value was expected: the end came, or something else.
    ValueExpected,
    /// Something stands here that does not continue the condition.
    Unexpected,
    /// A text has no closing quote.
    TextOpen,
    /// `${` without a name or without `}`.
    NameBroken,
    /// A parenthesis is not closed.
    ParenthesisOpen,
    /// A word that is neither `${word}`, nor 'word', nor a function.
    BareWord(String),
    /// A number too large to be one.
    NumberTooLarge,
    /// More levels than `MAX_DEPTH`.
    TooDeep,
}

/// How many levels a condition may have, so that no text can exhaust the stack.
pub const MAX_DEPTH: usize = 100;
/// Nested calls of the reader: a right operand in parentheses takes two for one level.
const MAX_NESTING: usize = 2 * MAX_DEPTH + 10;

type Input<'i> = Stateful<LocatingSlice<&'i str>, usize>;

impl<'i> ParserError<Input<'i>> for ParseError {
    type Inner = Self;

    fn from_input(input: &Input<'i>) -> Self {
        Self { at: input.current_token_start(), kind: ParseErrorKind::Unexpected }
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

/// The tree of a whole text.
pub(super) fn parse(text: &str) -> Result<Node, ParseError> {
    let mut input = Stateful { input: LocatingSlice::new(text), state: 0 };
    spaces(&mut input)?;
    if input.eof_offset() == 0 {
        return Err(ParseError { at: 0, kind: ParseErrorKind::Empty });
    }
    let node = expression(&mut input, 0)?;
    if input.eof_offset() > 0 {
        return Err(fail(&input, ParseErrorKind::Unexpected));
    }
    Ok(node)
}

fn fail(input: &Input<'_>, kind: ParseErrorKind) -> ParseError {
    ParseError { at: input.current_token_start(), kind }
}

fn spaces(input: &mut Input<'_>) -> Result<(), ParseError> {
    take_while(0.., char::is_whitespace).void().parse_next(input)
}

/// A value followed by all operators that bind at least as tightly as `least`.
fn expression(input: &mut Input<'_>, least: u8) -> Result<Node, ParseError> {
    if input.state >= MAX_NESTING {
        return Err(fail(input, ParseErrorKind::TooDeep));
    }
    input.state += 1;
    let mut left = operand(input)?;
    while let Some(operator) = peek(opt(operator)).parse_next(input)?.filter(|o| o.power() >= least) {
        operator_token(input)?;
        let right = expression(input, operator.power() + 1)?;
        left = node(
            input,
            left.span.start..right.span.end,
            Expr::Binary(operator, Box::new(left), Box::new(right)),
        )?;
    }
    input.state -= 1;
    Ok(left)
}

fn node(input: &Input<'_>, span: Range<usize>, expr: Expr) -> Result<Node, ParseError> {
    let node = Node::new(span, expr);
    if node.depth > MAX_DEPTH { Err(fail(input, ParseErrorKind::TooDeep)) } else { Ok(node) }
}

fn operator_token(input: &mut Input<'_>) -> Result<(), ParseError> {
    operator(input)?;
    spaces(input)
}

fn operator(input: &mut Input<'_>) -> Result<Operator, ParseError> {
    let sign = one_of(['=', '<', '>', '+', '-', '*']).take();
    let symbol: &str = alt(("!=", "<=", ">=", sign, word)).parse_next(input)?;
    Operator::from_symbol(symbol).ok_or_else(|| fail(input, ParseErrorKind::Unexpected))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

fn word<'i>(input: &mut Input<'i>) -> Result<&'i str, ParseError> {
    take_while(1.., is_word).parse_next(input)
}

fn operand(input: &mut Input<'_>) -> Result<Node, ParseError> {
    let start = input.current_token_start();
    let node = match input.peek_token() {
        Some('-') => negation(input, start)?,
        Some('(') => parenthesis(input)?,
        Some('$') => name(input, start)?,
        Some(quote @ ('\'' | '"')) => text(input, start, quote)?,
        Some('.' | '0'..='9') => number(input, start)?,
        Some(c) if c.is_alphabetic() || c == '_' => call(input, start)?,
        _ => return Err(fail(input, ParseErrorKind::ValueExpected)),
    };
    spaces(input)?;
    Ok(node)
}

fn negation(input: &mut Input<'_>, start: usize) -> Result<Node, ParseError> {
    any.parse_next(input)?;
    spaces(input)?;
    let inner = expression(input, NEGATE_POWER)?;
    node(input, start..inner.span.end, Expr::Negate(Box::new(inner)))
}

fn parenthesis(input: &mut Input<'_>) -> Result<Node, ParseError> {
    let open = fail(input, ParseErrorKind::ParenthesisOpen);
    any.parse_next(input)?;
    spaces(input)?;
    let inner = expression(input, 0)?;
    close(input, open)?;
    Ok(inner)
}

/// A closing parenthesis; at the end of the text it is the opening one that is at fault.
fn close(input: &mut Input<'_>, open: ParseError) -> Result<(), ParseError> {
    match input.peek_token() {
        Some(')') => any.void().parse_next(input),
        Some(_) => Err(fail(input, ParseErrorKind::Unexpected)),
        None => Err(open),
    }
}

fn name(input: &mut Input<'_>, start: usize) -> Result<Node, ParseError> {
    let broken = fail(input, ParseErrorKind::NameBroken);
    let name = (
        literal("${"),
        take_while(1.., |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c)),
        literal("}"),
    )
        .map(|(_, name, _): (&str, &str, &str)| name.to_owned())
        .parse_next(input)
        .map_err(|_: ParseError| broken)?;
    node(input, start..input.previous_token_end(), Expr::Name(name))
}

fn text(input: &mut Input<'_>, start: usize, quote: char) -> Result<Node, ParseError> {
    let open = fail(input, ParseErrorKind::TextOpen);
    any.parse_next(input)?;
    let text: &str = take_till(0.., quote).parse_next(input)?;
    if input.eof_offset() == 0 {
        return Err(open);
    }
    any.parse_next(input)?;
    node(input, start..input.current_token_start(), Expr::Text(text.to_owned()))
}

/// A number, or `.` and `..`, which begin alike.
fn number(input: &mut Input<'_>, start: usize) -> Result<Node, ParseError> {
    let too_large = fail(input, ParseErrorKind::NumberTooLarge);
    let written: &str = take_while(1.., ('0'..='9', '.')).parse_next(input)?;
    let expr = match written {
        "." => Expr::Current,
        ".." => Expr::Parent,
        _ => match written.parse::<f64>() {
            Ok(number) if number.is_finite() => Expr::Number(number),
            Ok(_) => return Err(too_large),
            Err(_) => return Err(ParseError { at: start, kind: ParseErrorKind::Unexpected }),
        },
    };
    node(input, start..start + written.len(), expr)
}

fn call(input: &mut Input<'_>, start: usize) -> Result<Node, ParseError> {
    let function = word(input)?.to_owned();
    spaces(input)?;
    if input.peek_token() != Some('(') {
        return Err(ParseError { at: start, kind: ParseErrorKind::BareWord(function) });
    }
    let open = fail(input, ParseErrorKind::ParenthesisOpen);
    any.parse_next(input)?;
    spaces(input)?;
    let mut arguments = Vec::new();
    if input.peek_token() != Some(')') {
        loop {
            arguments.push(expression(input, 0)?);
            if input.peek_token() != Some(',') {
                break;
            }
            any.parse_next(input)?;
            spaces(input)?;
        }
    }
    close(input, open)?;
    node(input, start..input.current_token_start(), Expr::Call(function, arguments))
}
