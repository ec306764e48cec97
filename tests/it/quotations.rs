//! A quotation is proved if its words stand in its source, whatever the setting.

mod found;
