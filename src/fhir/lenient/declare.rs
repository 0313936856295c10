//! The macros that declare elements and resources.

/// Declares a FHIR element: each line is a member's JSON name, then the field.
///
/// Several names may fill one field (`"generalPractitioner" | "careProvider"`). A last line
/// `choice "value" => pub value: Option<Value>` takes `value[x]`; `also` is a field that is not a member;
/// `done` names the method that is told when all of it has been read.
macro_rules! object {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$field_meta:meta])* $($key:literal)|+ => pub $field:ident : $type:ty, )*
            $( choice $prefix:literal => $(#[$choice_meta:meta])* pub $choice:ident : Option<Value>, )?
            $( also $also:ident : $also_type:ty, )?
        }
        $( text => $from_text:ident )?
        $( done => $done:ident )?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Default)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
            $( $(#[$choice_meta])* pub $choice: Option<$crate::Value>, )?
            $( pub(crate) $also: $also_type, )?
        }

        impl Clone for $name {
            #[inline(never)]
            fn clone(&self) -> Self {
                Self {
                    $( $field: self.$field.clone(), )*
                    $( $choice: self.$choice.clone(), )?
                    $( $also: self.$also.clone(), )?
                }
            }
        }

        // As derived, but never inlined: a resource holds most elements, and comparing it would hold a copy of all their code.

        impl PartialEq for $name {
            #[inline(never)]
            fn eq(&self, other: &Self) -> bool {
                true
                    $( && self.$field == other.$field )*
                    $( && self.$choice == other.$choice )?
                    $( && self.$also == other.$also )?
            }
        }

        impl $crate::lenient::Element for $name {
            fn member(
                &mut self,
                name: &str,
                value: &mut $crate::lenient::Json<'_>,
                notes: &mut $crate::lenient::Notes,
            ) -> Result<(), $crate::lenient::Failed> {
                use $crate::lenient::Member;
                match name {
                    $( $($key)|+ => {
                        notes.at = concat!(stringify!($name), ".", stringify!($field));
                        self.$field.read(value, notes)
                    } )*
                    $( _ if name.starts_with($prefix) => {
                        notes.at = concat!(stringify!($name), ".", $prefix, "[x]");
                        let kind = name.strip_prefix($prefix).unwrap_or_default();
                        $crate::value::read_choice(&mut self.$choice, kind, value, notes)
                    } )?
                    _ => $crate::lenient::unknown(name, stringify!($name), value, notes),
                }
            }

            $(
                fn text(&mut self, text: &str) -> bool {
                    self.$from_text = Some(text.to_owned().into());
                    true
                }
            )?

            $(
                fn done(&mut self, notes: &$crate::lenient::Notes) {
                    self.$done(notes);
                }
            )?
        }

        impl $crate::lenient::Item for $name {
            fn read_one(
                value: &mut $crate::lenient::Json<'_>,
                notes: &mut $crate::lenient::Notes,
            ) -> Result<Option<Self>, $crate::lenient::Failed> {
                let mut element = Self::default();
                Ok(value.element(&mut element, notes)?.then_some(element))
            }

            fn read_many(
                into: &mut Vec<Self>,
                value: &mut $crate::lenient::Json<'_>,
                notes: &mut $crate::lenient::Notes,
            ) -> Result<(), $crate::lenient::Failed> {
                value.elements(into, notes)
            }
        }
    };
}

pub(crate) use object;

/// Declares a resource: an [`object!`] with the members that every resource has.
macro_rules! resource {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $($members:tt)* }
    ) => {
        $crate::lenient::object! {
            $(#[$meta])*
            pub struct $name {
                /// Its id: opaque, case exact. Query lists have none.
                "id" => pub id: Option<$crate::Code>,
                /// Version, profiles, security labels.
                "meta" => pub meta: Option<Box<$crate::Meta>>,
                /// Business identifiers.
                "identifier" => pub identifier: Vec<$crate::Identifier>,
                /// Extensions, found by name.
                "extension" => pub extension: $crate::Extensions,
                /// Resources inside this one, referenced as `#id`.
                "contained" => pub contained: Vec<$crate::Resource>,
                $($members)*
            }
        }

        impl $crate::Kind for $name {
            const TYPE: &'static str = stringify!($name);

            fn of(resource: &$crate::Resource) -> Option<&Self> {
                match resource {
                    $crate::Resource::$name(this) => Some(this),
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use resource;
