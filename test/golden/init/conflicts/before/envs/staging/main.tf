# tf
