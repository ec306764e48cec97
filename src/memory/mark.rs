//! A number that stands for a value: equal values have equal numbers, and others practically never do.

use std::fmt::Display;
use std::hash::{Hash, Hasher};

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use xxhash_rust::xxh3::Xxh3;

/// Stands for a value: XXH3 of it, 128 bits. Within one run of the program only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mark(u128);

/// The mark of a value by its `Hash`.
pub fn mark_of<T: Hash + ?Sized>(value: &T) -> Mark {
    let mut marker = Marker(Xxh3::new());
    value.hash(&mut marker);
    Mark(marker.0.digest128())
}

/// The mark of what a template would see of a value.
pub fn mark_of_view<T: Serialize>(value: &T) -> Mark {
    let mut marker = Marker(Xxh3::new());
    match value.serialize(&mut marker) {
        Ok(()) => Mark(marker.0.digest128()),
        Err(err) => unreachable!("a view is made of structs, lists, texts and numbers: {err}"),
    }
}

/// Takes everything in that a value is made of, with the lengths of lists and texts, so that no two run into each
/// other.
struct Marker(Xxh3);

impl Marker {
    fn take(&mut self, bytes: &[u8]) -> Result<(), std::fmt::Error> {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        Ok(())
    }

    fn number(&mut self, number: u64) -> Result<(), std::fmt::Error> {
        self.0.update(&number.to_le_bytes());
        Ok(())
    }
}

impl Hasher for Marker {
    fn finish(&self) -> u64 {
        self.0.digest()
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
}

/// Numbers, each in eight bytes.
macro_rules! numbers {
    ($($name:ident $number:ty)*) => {
        $(fn $name(self, it: $number) -> Result<(), Self::Error> { self.number(it as u64) })*
    };
}

impl Serializer for &mut Marker {
    type Ok = ();
    type Error = std::fmt::Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_bool bool serialize_char char
        serialize_i8 i8 serialize_i16 i16 serialize_i32 i32 serialize_i64 i64
        serialize_u8 u8 serialize_u16 u16 serialize_u32 u32 serialize_u64 u64
    }

    fn serialize_f32(self, it: f32) -> Result<(), Self::Error> {
        self.number(u64::from(it.to_bits()))
    }

    fn serialize_f64(self, it: f64) -> Result<(), Self::Error> {
        self.number(it.to_bits())
    }

    fn serialize_str(self, it: &str) -> Result<(), Self::Error> {
        self.take(it.as_bytes())
    }

    fn serialize_bytes(self, it: &[u8]) -> Result<(), Self::Error> {
        self.take(it)
    }

    fn serialize_none(self) -> Result<(), Self::Error> {
        self.number(0)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, it: &T) -> Result<(), Self::Error> {
        self.number(1)?;
        it.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Self::Error> {
        self.number(0)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Self::Error> {
        self.number(0)
    }

    fn serialize_unit_variant(self, _: &str, index: u32, _: &str) -> Result<(), Self::Error> {
        self.number(u64::from(index))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &str, it: &T) -> Result<(), Self::Error> {
        it.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &str,
        index: u32,
        _: &str,
        it: &T,
    ) -> Result<(), Self::Error> {
        self.number(u64::from(index))?;
        it.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Self::Error> {
        let length = length.ok_or_else(|| Self::Error::custom("a list without a length"))?;
        self.number(length as u64)?;
        Ok(self)
    }

    fn serialize_tuple(self, length: usize) -> Result<Self, Self::Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Self, Self::Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        index: u32,
        _: &'static str,
        length: usize,
    ) -> Result<Self, Self::Error> {
        self.number(u64::from(index))?;
        self.serialize_seq(Some(length))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self, Self::Error> {
        self.serialize_seq(length)
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Self, Self::Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self, Self::Error> {
        self.serialize_tuple_variant(name, index, variant, length)
    }

    fn collect_str<T: Display + ?Sized>(self, it: &T) -> Result<(), Self::Error> {
        self.serialize_str(&it.to_string())
    }
}

/// Lists of values: what they hold follows their length.
macro_rules! lists {
    ($($list:ident $element:ident)*) => {$(
        impl $list for &mut Marker {
            type Ok = ();
            type Error = std::fmt::Error;

            fn $element<T: Serialize + ?Sized>(&mut self, it: &T) -> Result<(), Self::Error> {
                it.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Self::Error> {
                Ok(())
            }
        }
    )*};
}

lists! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

/// Fields of structs: their names are the type's, and a mark is only ever compared with one of the same type.
macro_rules! structs {
    ($($of:ident)*) => {$(
        impl $of for &mut Marker {
            type Ok = ();
            type Error = std::fmt::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, it: &T) -> Result<(), Self::Error> {
                it.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Self::Error> {
                Ok(())
            }
        }
    )*};
}

structs! { SerializeStruct SerializeStructVariant }

impl SerializeMap for &mut Marker {
    type Ok = ();
    type Error = std::fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, it: &T) -> Result<(), Self::Error> {
        it.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, it: &T) -> Result<(), Self::Error> {
        it.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Self::Error> {
        Ok(())
    }
}
