//! Fields that know how to be edited: a single value is swapped (last writer
//! wins), a set is added to and removed from (add wins). [`fields!`] writes a
//! struct and the enum of its edits from one list, so neither can be forgotten.

use super::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A field of a thing and the edits it takes.
pub trait Field: Sized {
    /// Plain data that says what is altered and how to undo it.
    type Edit;
    /// Applies an edit that came with the change `id`.
    fn apply(&mut self, edit: &Self::Edit, id: Id);
    /// The edits that turn `self` into `to`.
    fn diff(&self, to: &Self) -> Vec<Self::Edit>;
    /// The edit that takes `edit`, made by change `id`, back.
    fn inverse(edit: &Self::Edit, id: Id) -> Self::Edit;
    /// Whether `edit` is still what the field holds, so that undoing it would
    /// not wipe out somebody's later work.
    fn stands(&self, edit: &Self::Edit, id: Id) -> bool;
}

/// The edit of a single value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swap<T> {
    /// What the author saw.
    pub was: T,
    /// What they made of it.
    pub now: T,
}

/// Makes single-valued fields of the listed types.
macro_rules! single {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::domain::fields::Field for $type {
            type Edit = $crate::domain::fields::Swap<$type>;

            fn apply(&mut self, edit: &Self::Edit, _: $crate::domain::Id) {
                *self = edit.now.clone();
            }

            fn diff(&self, to: &Self) -> Vec<Self::Edit> {
                if self == to {
                    return Vec::new();
                }
                vec![$crate::domain::fields::Swap { was: self.clone(), now: to.clone() }]
            }

            fn inverse(edit: &Self::Edit, _: $crate::domain::Id) -> Self::Edit {
                $crate::domain::fields::Swap { was: edit.now.clone(), now: edit.was.clone() }
            }

            fn stands(&self, edit: &Self::Edit, _: $crate::domain::Id) -> bool {
                *self == edit.now
            }
        }
    )+};
}
pub(super) use single;

/// A set in which an addition wins over a removal that had not seen it: each
/// member is kept under the change that added it (an observed-remove set,
/// Shapiro et al. 2011).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrSet<T>(BTreeMap<Id, T>);

impl<T> Default for OrSet<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

/// The edit of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetEdit<T> {
    /// Puts a member in.
    Add(T),
    /// Takes a member out, as far as the author had seen it put in.
    Remove {
        /// The member.
        value: T,
        /// The changes that had added it.
        seen: Vec<Id>,
    },
}

impl<T: Clone + PartialEq> OrSet<T> {
    /// The members, each once, oldest addition first.
    #[must_use]
    pub fn values(&self) -> Vec<&T> {
        let mut out: Vec<&T> = Vec::new();
        for value in self.0.values() {
            if !out.contains(&value) {
                out.push(value);
            }
        }
        out
    }

    /// Whether there is no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `value` is a member.
    #[must_use]
    pub fn contains(&self, value: &T) -> bool {
        self.0.values().any(|v| v == value)
    }

    /// Adds a member under an id of the caller's: for building the wanted
    /// state of a form or of a new thing.
    pub fn insert(&mut self, id: Id, value: T) {
        self.0.insert(id, value);
    }

    /// Drops a member from a wanted state.
    pub fn take_out(&mut self, value: &T) {
        self.0.retain(|_, v| v != value);
    }

    fn seen(&self, value: &T) -> Vec<Id> {
        self.0
            .iter()
            .filter(|(_, v)| *v == value)
            .map(|(id, _)| *id)
            .collect()
    }
}

impl<T: Clone + PartialEq> Field for OrSet<T> {
    type Edit = SetEdit<T>;

    fn apply(&mut self, edit: &SetEdit<T>, id: Id) {
        match edit {
            SetEdit::Add(value) => {
                self.0.insert(id, value.clone());
            }
            SetEdit::Remove { seen, .. } => {
                self.0.retain(|added, _| !seen.contains(added));
            }
        }
    }

    fn diff(&self, to: &Self) -> Vec<SetEdit<T>> {
        let gone = self
            .values()
            .into_iter()
            .filter(|v| !to.contains(v))
            .map(|v| SetEdit::Remove {
                value: v.clone(),
                seen: self.seen(v),
            });
        let new = to
            .values()
            .into_iter()
            .filter(|v| !self.contains(v))
            .cloned()
            .map(SetEdit::Add);
        gone.chain(new).collect()
    }

    fn inverse(edit: &SetEdit<T>, id: Id) -> SetEdit<T> {
        match edit {
            SetEdit::Add(value) => SetEdit::Remove {
                value: value.clone(),
                seen: vec![id],
            },
            SetEdit::Remove { value, .. } => SetEdit::Add(value.clone()),
        }
    }

    fn stands(&self, edit: &SetEdit<T>, id: Id) -> bool {
        match edit {
            SetEdit::Add(_) => self.0.contains_key(&id),
            SetEdit::Remove { value, .. } => !self.contains(value),
        }
    }
}

/// Declares a struct of [`Field`]s and the enum of its edits.
macro_rules! fields {
    ($(#[$doc:meta])* $name:ident edited by $edit:ident {
        $($(#[$fdoc:meta])* $field:ident : $type:ty = $variant:ident),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $($(#[$fdoc])* pub $field: $type),+
        }

        #[doc = concat!("One edit of one field of [`", stringify!($name), "`].")]
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $edit {
            $($(#[$fdoc])* $variant(<$type as $crate::domain::fields::Field>::Edit)),+
        }

        impl $name {
            /// Applies one edit that came with the change `id`.
            pub fn apply(&mut self, edit: &$edit, id: $crate::domain::Id) {
                match edit {
                    $($edit::$variant(e) => $crate::domain::fields::Field::apply(&mut self.$field, e, id)),+
                }
            }

            /// The edits that turn this into `to`, field by field.
            #[must_use]
            pub fn diff(&self, to: &Self) -> Vec<$edit> {
                let mut out = Vec::new();
                $(out.extend(
                    $crate::domain::fields::Field::diff(&self.$field, &to.$field)
                        .into_iter().map($edit::$variant)
                );)+
                out
            }

            /// Whether an edit still stands, so that undoing it is safe.
            #[must_use]
            pub fn stands(&self, edit: &$edit, id: $crate::domain::Id) -> bool {
                match edit {
                    $($edit::$variant(e) => $crate::domain::fields::Field::stands(&self.$field, e, id)),+
                }
            }
        }

        impl $edit {
            /// The edit that takes this one, made by change `id`, back.
            #[must_use]
            pub fn inverse(&self, id: $crate::domain::Id) -> Self {
                match self {
                    $($edit::$variant(e) => $edit::$variant(
                        <$type as $crate::domain::fields::Field>::inverse(e, id)
                    )),+
                }
            }

            /// The name of the field that is edited.
            #[must_use]
            pub const fn field(&self) -> &'static str {
                match self { $($edit::$variant(_) => stringify!($field)),+ }
            }
        }
    };
}
pub(super) use fields;

single!(String, bool, Option<String>, Option<Id>, Vec<Id>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_addition_nobody_had_seen_survives_a_removal() {
        let (one, two, three) = (Id::from_u128(1), Id::from_u128(2), Id::from_u128(3));
        let mut set = OrSet::<u8>::default();
        set.apply(&SetEdit::Add(7), one);
        let removal = set.diff(&OrSet::default()).remove(0);
        set.apply(&SetEdit::Add(7), two);
        set.apply(&removal, three);
        assert!(set.contains(&7));
    }
}
