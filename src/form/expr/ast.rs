//! The tree of a condition, and its printed form.

use std::fmt::{self, Display, Formatter, Write};
use std::ops::Range;

/// A part of a condition with the bytes it was read from. Two nodes are equal when they mean the
/// same, wherever they stood.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub span: Range<usize>,
    /// How many levels lie below, itself included.
    pub depth: usize,
    pub expr: Expr,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    Number(f64),
    Text(String),
    /// `${name}`
    Name(String),
    /// `.`
    Current,
    /// `..`, which only `position(..)` takes
    Parent,
    Negate(Box<Node>),
    Binary(Operator, Box<Node>, Box<Node>),
    Call(String, Vec<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Operator {
    const ALL: [Self; 13] = [
        Self::Or,
        Self::And,
        Self::Equal,
        Self::NotEqual,
        Self::Less,
        Self::LessEqual,
        Self::Greater,
        Self::GreaterEqual,
        Self::Add,
        Self::Subtract,
        Self::Multiply,
        Self::Divide,
        Self::Remainder,
    ];

    /// The operator that is written so.
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operator| operator.symbol() == symbol)
    }

    /// How the operator is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "div",
            Self::Remainder => "mod",
        }
    }

    /// The higher, the tighter it binds.
    pub fn power(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::NotEqual => 3,
            Self::Less | Self::LessEqual | Self::Greater | Self::GreaterEqual => 4,
            Self::Add | Self::Subtract => 5,
            Self::Multiply | Self::Divide | Self::Remainder => 6,
        }
    }

    /// Compares two values.
    pub fn compares(self) -> bool {
        matches!(self.power(), 3 | 4)
    }
}

/// Binds tighter than every operator between two values.
pub(crate) const NEGATE_POWER: u8 = 7;

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.expr == other.expr
    }
}

impl Node {
    pub fn new(span: Range<usize>, expr: Expr) -> Self {
        let below = match &expr {
            Expr::Negate(inner) => inner.depth,
            Expr::Binary(_, left, right) => left.depth.max(right.depth),
            Expr::Call(_, arguments) => arguments.iter().map(|a| a.depth).max().unwrap_or(0),
            _ => 0,
        };
        Self { span, depth: below + 1, expr }
    }

    /// Visits this node, then those below it from left to right.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Node)) {
        visit(self);
        match &self.expr {
            Expr::Negate(inner) => inner.walk(visit),
            Expr::Binary(_, left, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            Expr::Call(_, arguments) => arguments.iter().for_each(|a| a.walk(visit)),
            _ => {}
        }
    }

    /// The text, if it is a literal text.
    pub fn literal(&self) -> Option<String> {
        match &self.expr {
            Expr::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// Whether the result is always true or false.
    pub fn is_logical(&self) -> bool {
        const LOGICAL: [&str; 10] = [
            "not",
            "true",
            "false",
            "boolean",
            "selected",
            "contains",
            "starts-with",
            "ends-with",
            "answered",
            "declined",
        ];
        match &self.expr {
            Expr::Binary(operator, ..) => operator.power() <= 4,
            Expr::Call(function, _) => LOGICAL.contains(&function.as_str()),
            _ => false,
        }
    }

    fn power(&self) -> u8 {
        match &self.expr {
            Expr::Binary(operator, ..) => operator.power(),
            Expr::Negate(_) => NEGATE_POWER,
            _ => NEGATE_POWER + 1,
        }
    }

    fn write_at(&self, f: &mut Formatter<'_>, least: u8) -> fmt::Result {
        if self.power() < least { write!(f, "({self})") } else { write!(f, "{self}") }
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.expr {
            Expr::Number(number) => write!(f, "{number}"),
            // A literal cannot hold both kinds of quotes: the notation has no escapes.
            Expr::Text(text) if text.contains('\'') => write!(f, "\"{text}\""),
            Expr::Text(text) => write!(f, "'{text}'"),
            Expr::Name(name) => write!(f, "${{{name}}}"),
            Expr::Current => f.write_char('.'),
            Expr::Parent => f.write_str(".."),
            Expr::Negate(inner) => {
                f.write_char('-')?;
                inner.write_at(f, NEGATE_POWER)
            }
            Expr::Binary(operator, left, right) => {
                left.write_at(f, operator.power())?;
                write!(f, " {} ", operator.symbol())?;
                right.write_at(f, operator.power() + 1)
            }
            Expr::Call(function, arguments) => {
                write!(f, "{function}(")?;
                for (index, argument) in arguments.iter().enumerate() {
                    f.write_str(if index > 0 { ", " } else { "" })?;
                    argument.write_at(f, 0)?;
                }
                f.write_char(')')
            }
        }
    }
}
